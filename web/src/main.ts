import { mount } from 'svelte'
import App from './App.svelte'
import './app.css'
import { chooseLanguage } from './texts/index.ts'

await chooseLanguage()
mount(App, { target: document.getElementById('app')! })
